"""What the web server loads: granian app.wsgi:app (or gunicorn, see README)."""

from app import create_app
from app.core.logs import set_up
from app.core.memory import settle

set_up()
app = create_app()
settle()
