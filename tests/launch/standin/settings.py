from plandugnad.config import environment

SECRET_KEY = environment.secret("PLANDUGNAD_SECRET_KEY")
ALLOWED_HOSTS = ["localhost"]
INSTALLED_APPS = ["django.contrib.staticfiles", "procrastinate.contrib.django", "tests.launch.standin"]
ROOT_URLCONF = "tests.launch.standin.urls"
DATABASES = {"default": environment.database("DATABASE_URL", environment.number("PLANDUGNAD_POOL", 0))}
STATIC_ROOT = environment.text("PLANDUGNAD_DATA") + "/static"
STATIC_URL = "static/"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}
USE_TZ = True
