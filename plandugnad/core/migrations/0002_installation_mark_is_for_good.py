from django.db import migrations

# One-click sign-in exists where `is_demo` is true, so nothing may turn an ordinary installation into a demo.
MADE_ONCE = """
CREATE FUNCTION core_installation_is_made_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the mark of an installation is set when it is made and never after';
END $$;
CREATE TRIGGER core_installation_is_made_once BEFORE UPDATE OR DELETE ON core_installation
    FOR EACH STATEMENT EXECUTE FUNCTION core_installation_is_made_once();
"""
UNDO = """
DROP TRIGGER core_installation_is_made_once ON core_installation;
DROP FUNCTION core_installation_is_made_once();
"""


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]
    operations = [migrations.RunSQL(MADE_ONCE, UNDO)]
