"""Every setting, read from the environment: a file an area, in the order in which docs/reference/settings.md lists them.

What Django and its apps want to be told beside that stands in the last files.
"""

# ruff: noqa: F403, I001 - Django reads one module, and the order is the page's
from madoguchi.site.settings.installation import *
from madoguchi.site.settings.server import *
from madoguchi.site.settings.database import *
from madoguchi.site.settings.live import *
from madoguchi.site.settings.jobs import *
from madoguchi.site.settings.conversations import *
from madoguchi.site.settings.contact import *
from madoguchi.site.settings.search import *
from madoguchi.site.settings.help_centre import *
from madoguchi.site.settings.files import *
from madoguchi.site.settings.mail import *
from madoguchi.site.settings.models import *
from madoguchi.site.settings.sign_in import *
from madoguchi.site.settings.audit import *
from madoguchi.site.settings.limits import *
from madoguchi.site.settings.apps import *
from madoguchi.site.settings.accounts import *
from madoguchi.site.settings.languages import *
from madoguchi.site.settings.editor import *
from madoguchi.site.settings.web import *
from madoguchi.site.settings.logs import *
