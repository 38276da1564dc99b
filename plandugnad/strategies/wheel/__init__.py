"""The four years of a council term as a wheel (4-årshjulet): what comes round every term and every year by law and by
custom, and where each plan has its place. `events` → `layout` are pure; `reading` asks the database."""
