"""The page for a web server: `gunicorn postfach_triage.review.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "postfach_triage.review.settings")
application = get_wsgi_application()
