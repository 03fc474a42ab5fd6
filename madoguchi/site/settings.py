"""Every setting, read from the environment and grouped by area; docs/reference/settings.md lists them."""

from __future__ import annotations

import secrets
import sys
from pathlib import Path

from madoguchi.core.database import database_from_url
from madoguchi.core.env import Area
from madoguchi.languages import LANGUAGES as LANGUAGES

BASE = Path(__file__).resolve().parent.parent.parent

install = Area("Installation")
ENV = install.text(
    "MADOGUCHI_ENV", "development", "production, development or demo; production refuses unsafe settings"
)
PRODUCTION = ENV == "production"
DEBUG = install.flag("MADOGUCHI_DEBUG", False, "Show Django's error pages; never in production")
HOME = Path(
    install.text("MADOGUCHI_HOME", "data", "The folder for data: database, files, secret key, locks")
).resolve()
PUBLIC_URL = install.text(
    "MADOGUCHI_PUBLIC_URL", "http://127.0.0.1:8000", "Where customers reach this installation"
).rstrip("/")
ALLOWED_HOSTS = install.words(
    "MADOGUCHI_ALLOWED_HOSTS", ["127.0.0.1", "localhost", "[::1]"], "Host names that are served"
)
_key_file = HOME / "secret_key"
SECRET_KEY = install.text(
    "MADOGUCHI_SECRET_KEY",
    "",
    "Signs sessions, links and reply addresses; else the file secret_key in the home folder",
) or (_key_file.read_text().strip() if _key_file.exists() else secrets.token_urlsafe(50))
SECRET_KEY_FALLBACKS = install.words(
    "MADOGUCHI_SECRET_KEY_FALLBACKS",
    [],
    "Earlier keys that still verify, so that a key can be changed without sign-outs",
)

server = Area("Server")
TRUSTED_PROXIES = server.words(
    "MADOGUCHI_TRUSTED_PROXIES", [], "Addresses or networks whose X-Forwarded-For is believed"
)
SECURE_PROXY = server.flag(
    "MADOGUCHI_BEHIND_TLS", False, "A proxy in front speaks TLS: secure cookies, HSTS, wss"
)
WEB_THREADS = server.number("MADOGUCHI_WEB_THREADS", 6, "Threads that answer ordinary pages in one process")
REQUEST_BODY_BYTES = server.number(
    "MADOGUCHI_REQUEST_BODY_BYTES", 40_000_000, "The largest request body that is read"
)
LOG_LEVEL = server.text(
    "MADOGUCHI_LOG_LEVEL", "INFO", "DEBUG, INFO, WARNING or ERROR; secrets are masked at any level"
)
METRICS_TOKEN = server.text(
    "MADOGUCHI_METRICS_TOKEN", "", "Bearer token for /metrics from elsewhere than this machine"
)

data = Area("Database and broker")
DATABASE_URL = data.text(
    "DATABASE_URL", "", "postgresql://user:password@host/name; empty: SQLite in the home folder"
)
SQLITE_SYNCHRONOUS = data.text(
    "MADOGUCHI_SQLITE_SYNCHRONOUS",
    "FULL" if PRODUCTION else "NORMAL",
    "FULL survives a power cut, NORMAL only a crash",
)
REDIS_URL = data.text(
    "REDIS_URL", "", "redis://host:port/0 for live screens across processes; never the only copy"
)
DATABASES = {"default": database_from_url(DATABASE_URL, home=HOME, synchronous=SQLITE_SYNCHRONOUS)}
# SQLite takes one writing process; commands that write hold this file's lock, PostgreSQL needs none.
WRITER_LOCK = HOME / "serve.lock" if "sqlite" in DATABASES["default"]["ENGINE"] else None
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 100_000}}
}

live = Area("Live screens")
LIVE_OUTBOX = live.number(
    "MADOGUCHI_LIVE_OUTBOX", 256, "Frames that may wait for a slow reader before it is dropped"
)
LIVE_FRAME_BYTES = live.number("MADOGUCHI_LIVE_FRAME_BYTES", 65_536, "The largest frame a client may send")
LIVE_SILENCE_SECONDS = live.decimal(
    "MADOGUCHI_LIVE_SILENCE_SECONDS", 60, "A socket silent for longer is closed"
)
LIVE_HELLO_SECONDS = live.decimal(
    "MADOGUCHI_LIVE_HELLO_SECONDS", 10, "Time for a new socket to say who it is"
)
LIVE_FRAMES_PER_SECOND = live.decimal(
    "MADOGUCHI_LIVE_FRAMES_PER_SECOND", 30, "Frames one socket may send a second"
)
LIVE_FRAMES_BURST = live.number("MADOGUCHI_LIVE_FRAMES_BURST", 120, "Frames one socket may send at once")
LIVE_PRESENCE_SECONDS = live.decimal(
    "MADOGUCHI_LIVE_PRESENCE_SECONDS", 25, "How long 'is viewing' holds without a sign of life"
)
LIVE_TYPING_SECONDS = live.decimal(
    "MADOGUCHI_LIVE_TYPING_SECONDS", 6, "How long 'is typing' holds without a sign of life"
)
LIVE_CATCH_UP_ITEMS = live.number(
    "MADOGUCHI_LIVE_CATCH_UP_ITEMS", 500, "Missed items sent on reconnect before 'reload' is said"
)

LIVE_CONNECTIONS = live.number("MADOGUCHI_LIVE_CONNECTIONS", 20_000, "Sockets one process holds at most")
LIVE_CONNECTIONS_PER_ADDRESS = live.number(
    "MADOGUCHI_LIVE_CONNECTIONS_PER_ADDRESS", 1_000, "Sockets one address may hold in one process"
)
LIVE_FLOOD_FRAMES = live.number(
    "MADOGUCHI_LIVE_FLOOD_FRAMES", 600, "Frames beyond the rate, without a pause, before a socket is closed"
)
LIVE_BAD_FRAMES = live.number(
    "MADOGUCHI_LIVE_BAD_FRAMES", 10, "Unreadable frames of one socket before it is closed"
)
LIVE_TOPICS = live.number(
    "MADOGUCHI_LIVE_TOPICS", 100, "Conversations and lists one socket may watch at once"
)
LIVE_CHANNEL = live.text(
    "MADOGUCHI_LIVE_CHANNEL",
    "madoguchi:live",
    "Redis channel; another one per installation on a shared Redis",
)
LIVE_BROKER_HEARTBEAT_SECONDS = live.decimal(
    "MADOGUCHI_LIVE_BROKER_HEARTBEAT_SECONDS",
    10,
    "How often a quiet broker is tried; three times that is dead",
)

jobs = Area("Jobs")
JOBS_THREADS = jobs.number("MADOGUCHI_JOBS_THREADS", 3, "Threads of one worker")
JOBS_LEASE_SECONDS = jobs.decimal(
    "MADOGUCHI_JOBS_LEASE_SECONDS", 60, "After this silence a job is taken from its worker"
)
JOBS_POLL_SECONDS = jobs.decimal(
    "MADOGUCHI_JOBS_POLL_SECONDS", 1, "How often a worker looks without being woken"
)
JOBS_BACKOFF_SECONDS = jobs.decimal(
    "MADOGUCHI_JOBS_BACKOFF_SECONDS", 5, "Wait before the first retry; doubles, with jitter"
)
JOBS_BACKOFF_MAX_SECONDS = jobs.decimal(
    "MADOGUCHI_JOBS_BACKOFF_MAX_SECONDS", 3600, "The longest wait between retries"
)
JOBS_KEEP_DONE_HOURS = jobs.number(
    "MADOGUCHI_JOBS_KEEP_DONE_HOURS", 24, "How long finished jobs with a result can be read"
)
JOBS_STOP_SECONDS = jobs.decimal(
    "MADOGUCHI_JOBS_STOP_SECONDS", 30, "How long a stopping worker waits for running jobs"
)
JOBS_ERROR_CHARS = jobs.number(
    "MADOGUCHI_JOBS_ERROR_CHARS", 4_000, "Characters of a failure's traceback that are kept"
)
JOBS_PAYLOAD_BYTES = jobs.number(
    "MADOGUCHI_JOBS_PAYLOAD_BYTES", 262_144, "The largest payload of one job; it carries ids, not contents"
)
TASKS = {"default": {"BACKEND": "madoguchi.jobs.backend.LeasedBackend"}}

conversations = Area("Conversations")
MESSAGE_CHARACTERS = conversations.number(
    "MADOGUCHI_MESSAGE_CHARACTERS", 50_000, "The longest message that is stored whole"
)
CHAT_CHARACTERS = conversations.number(
    "MADOGUCHI_CHAT_CHARACTERS", 5_000, "The longest message of the website chat"
)
CHAT_MAIL_AFTER_SECONDS = conversations.number(
    "MADOGUCHI_CHAT_MAIL_AFTER_SECONDS",
    60,
    "A chat answer that nobody has read for so long goes by e-mail as well, where there is an address",
)
UNDO_SECONDS = conversations.number(
    "MADOGUCHI_UNDO_SECONDS", 10, "How long a mail can be called back after Send"
)
DRAFT_DAYS = conversations.number("MADOGUCHI_DRAFT_DAYS", 30, "How long an untouched draft is kept")
BULK_CONVERSATIONS = conversations.number(
    "MADOGUCHI_BULK_CONVERSATIONS", 200, "How many conversations can be changed by one action at most"
)
LIST_SCAN = conversations.number(
    "MADOGUCHI_LIST_SCAN",
    2_000,
    "How many conversations a filtered list looks at for one page; it goes on from there when asked to",
)
ORPHAN_FILE_HOURS = conversations.number(
    "MADOGUCHI_ORPHAN_FILE_HOURS",
    48,
    "How long a file is kept that was uploaded but hangs on no message and no draft, as of a form that was refused",
)
WRITER_BATCH = conversations.number(
    "MADOGUCHI_WRITER_BATCH", 64, "Messages the chat writer commits together at most"
)
INDEX_DELAY_SECONDS = conversations.decimal(
    "MADOGUCHI_INDEX_DELAY_SECONDS",
    0.5,
    "How long a message may wait until it can be found, so that many are indexed together",
)
INDEX_BATCH = conversations.number(
    "MADOGUCHI_INDEX_BATCH", 100, "Messages that are indexed in one transaction"
)
RAW_PAYLOAD_DAYS = conversations.number(
    "MADOGUCHI_RAW_PAYLOAD_DAYS", 14, "How long what came over the wire is kept"
)
RAW_PAYLOAD_ATTEMPTS = conversations.number(
    "MADOGUCHI_RAW_PAYLOAD_ATTEMPTS", 8, "Attempts to take in what only trouble with the database keeps out"
)
RAW_PAYLOAD_LEFT_SECONDS = conversations.decimal(
    "MADOGUCHI_RAW_PAYLOAD_LEFT_SECONDS", 300, "When what was kept and never taken in is taken in after all"
)

contact = Area("Contact form")
FORM_SECONDS = contact.decimal(
    "MADOGUCHI_FORM_SECONDS",
    2,
    "A form that comes back sooner was filled in by a program, and is asked for again",
)
FORM_HOURS = contact.number(
    "MADOGUCHI_FORM_HOURS", 24, "How long a form that is open in a browser can be sent"
)
PROMISE_HOURS = contact.number(
    "MADOGUCHI_PROMISE_HOURS", 24, "Within how many hours, from the next opening on, a person answers a form"
)

search = Area("Search")
SEARCH_QUERY_CHARACTERS = search.number(
    "MADOGUCHI_SEARCH_QUERY_CHARACTERS", 400, "Characters of a query that are read"
)
SEARCH_QUERY_WORDS = search.number("MADOGUCHI_SEARCH_QUERY_WORDS", 48, "Words of a query that are looked up")
SEARCH_HITS = search.number("MADOGUCHI_SEARCH_HITS", 50, "Hits of one search at most")
SEARCH_CANDIDATES = search.number(
    "MADOGUCHI_SEARCH_CANDIDATES",
    100,
    "Articles that are scored to the end, from words and from vectors each",
)
SEARCH_POSTINGS = search.number(
    "MADOGUCHI_SEARCH_POSTINGS",
    3_000,
    "Occurrences that the database ranks for one search; the rarest words of the query come first",
)
SEARCH_ARTICLE_CHARACTERS = search.number(
    "MADOGUCHI_SEARCH_ARTICLE_CHARACTERS", 100_000, "Characters of one article that can be found"
)
SEARCH_ARTICLE_SENTENCES = search.number(
    "MADOGUCHI_SEARCH_ARTICLE_SENTENCES", 200, "Sentences of one article that get a vector"
)
SEARCH_BATCH = search.number("MADOGUCHI_SEARCH_BATCH", 50, "Articles that are indexed in one transaction")
SEARCH_VECTOR_BYTES = search.number(
    "MADOGUCHI_SEARCH_VECTOR_BYTES",
    250_000_000,
    "Memory for vectors in one process; beyond it the least used collections are read again when asked for",
)
SEARCH_REFRESH_SECONDS = search.decimal(
    "MADOGUCHI_SEARCH_REFRESH_SECONDS", 1, "How old what a process keeps of the index may be"
)

files = Area("Files")
FILE_BYTES = files.number("MADOGUCHI_FILE_BYTES", 15_000_000, "The largest attachment")
FILES_PER_MESSAGE = files.number("MADOGUCHI_FILES_PER_MESSAGE", 10, "Attachments of one message")
FILES_PER_MAIL = files.number(
    "MADOGUCHI_FILES_PER_MAIL", 50, "Files of one received mail that are kept; signatures bring many pictures"
)
IMAGE_PIXELS = files.number(
    "MADOGUCHI_IMAGE_PIXELS", 50_000_000, "Pixels of the largest picture that is read"
)

mail = Area("E-mail")
SMTP_URL = mail.text(
    "MADOGUCHI_SMTP_URL",
    "",
    "smtp://user:password@host:587?starttls=1 for inboxes without their own; empty: files in the home folder",
)
MAIL_FROM = mail.text("MADOGUCHI_MAIL_FROM", "support@hoshi.example", "Sender of receipts and sign-in links")
MAIL_BYTES = mail.number("MADOGUCHI_MAIL_BYTES", 40_000_000, "The largest mail that is taken in")
MAIL_BATCH = mail.number("MADOGUCHI_MAIL_BATCH", 25, "Mails that are kept and taken in together at most")
MAIL_BATCH_BYTES = mail.number(
    "MADOGUCHI_MAIL_BATCH_BYTES", 5_000_000, "Their size together, unless one is larger"
)
MAIL_POLL_SECONDS = mail.decimal(
    "MADOGUCHI_MAIL_POLL_SECONDS", 30, "How often a mailbox without IDLE is read"
)
MAILBOX_LEASE_SECONDS = mail.decimal(
    "MADOGUCHI_MAILBOX_LEASE_SECONDS",
    45,
    "How long a mailbox waits for a process that was killed while reading it, until another one takes over",
)
CA_FILE = mail.text(
    "MADOGUCHI_CA_FILE",
    "",
    "A PEM file of authorities trusted beside the system's, for your own mail and authorisation servers",
)
MAIL_TOKEN_RETRY_SECONDS = mail.decimal(
    "MADOGUCHI_MAIL_TOKEN_RETRY_SECONDS",
    30,
    "After an authorisation server failed, how long it is not asked again",
)
MAIL_TOKEN_REFUSED_SECONDS = mail.decimal(
    "MADOGUCHI_MAIL_TOKEN_REFUSED_SECONDS",
    3600,
    "After it refused for good, or a mail server refused a new token, how long none is asked for",
)
MAIL_ATTEMPTS = mail.number(
    "MADOGUCHI_MAIL_ATTEMPTS", 8, "Attempts to hand a mail to the server before it is failed"
)
MAIL_HOSTS_INSIDE = mail.words(
    "MADOGUCHI_MAIL_HOSTS_INSIDE",
    [],
    "Mail and authorisation servers of your own network (names, addresses or networks) that inboxes may use; others "
    "must be public, and authorisation servers https",
)
RATE_MAIL_CHECK = mail.text(
    "MADOGUCHI_RATE_MAIL_CHECK", "10/1m", "How often one administrator may have mail servers tried"
)
MAIL_CHECK_SECONDS = mail.decimal(
    "MADOGUCHI_MAIL_CHECK_SECONDS", 15, "How long the settings screens wait for a mail server that is tried"
)
LMTP_LISTEN = mail.text(
    "MADOGUCHI_LMTP_LISTEN", "", "host:port where an MTA hands over mail by LMTP; empty: off"
)
LMTP_PEERS = mail.words(
    "MADOGUCHI_LMTP_PEERS",
    ["127.0.0.0/8", "::1/128"],
    "Addresses or networks of the mail servers that may deliver there; name them to listen beyond this machine",
)
AUTO_REPLIES_PER_DAY = mail.number(
    "MADOGUCHI_AUTO_REPLIES_PER_DAY", 4, "Automatic mails one address gets in a day at most"
)

models = Area("Language models")
EMBEDDINGS = models.text(
    "MADOGUCHI_EMBEDDINGS",
    "auto",
    "Where search gets its sense of meaning: auto (local if built, else none), local, openai or none",
)
MODELS = Path(
    models.text(
        "MADOGUCHI_MODELS",
        "",
        "The folder of the local models; empty: share/madoguchi/models inside the Python installation",
    )
    or Path(sys.prefix) / "share" / "madoguchi" / "models"
).resolve()
EMBEDDING_THREADS = models.number(
    "MADOGUCHI_EMBEDDING_THREADS", 1, "Threads that one call of the local model may use"
)
EMBEDDING_TOKENS = models.number(
    "MADOGUCHI_EMBEDDING_TOKENS", 512, "Word pieces of one text that the local model reads, 512 at most"
)
EMBEDDING_CHARACTERS = models.number(
    "MADOGUCHI_EMBEDDING_CHARACTERS", 8_000, "Characters of one text that any model is given"
)
EMBEDDING_SHORT_CHARACTERS = models.number(
    "MADOGUCHI_EMBEDDING_SHORT_CHARACTERS",
    2_000,
    "Characters of one title or short text that the local sentence model is given",
)
EMBEDDING_BATCH_TOKENS = models.number(
    "MADOGUCHI_EMBEDDING_BATCH_TOKENS",
    512,
    "Word pieces that the local models work on at once; more costs memory and is not faster",
)
EMBEDDING_URL = models.text(
    "MADOGUCHI_EMBEDDING_URL",
    "",
    "Base of an OpenAI-compatible service, as in https://models.hoshi.example/v1; plain http only within the own network",
)
EMBEDDING_MODEL = models.text("MADOGUCHI_EMBEDDING_MODEL", "", "The model's name at that service")
EMBEDDING_KEY = models.text("MADOGUCHI_EMBEDDING_KEY", "", "The key that the service asks for")
EMBEDDING_DIMENSIONS = models.number(
    "MADOGUCHI_EMBEDDING_DIMENSIONS", 0, "How many numbers that model's vectors have; must be set for openai"
)
EMBEDDING_SECONDS = models.decimal(
    "MADOGUCHI_EMBEDDING_SECONDS", 20, "How long one batch may take at the service, retries included"
)
EMBEDDING_ATTEMPTS = models.number(
    "MADOGUCHI_EMBEDDING_ATTEMPTS", 3, "Attempts while the service is busy or does not answer"
)
EMBEDDING_BATCH = models.number(
    "MADOGUCHI_EMBEDDING_BATCH", 64, "Texts that are sent to the service in one request"
)

signin = Area("Sign-in")
AGENT_SECOND_FACTOR = signin.flag(
    "MADOGUCHI_AGENT_SECOND_FACTOR", PRODUCTION, "Agents need TOTP or a passkey to reach the desk"
)
OIDC_URL = signin.text("MADOGUCHI_OIDC_URL", "", "Issuer of the agents' single sign-on; empty: off")
OIDC_CLIENT_ID = signin.text("MADOGUCHI_OIDC_CLIENT_ID", "", "Client id at the issuer")
OIDC_CLIENT_SECRET = signin.text("MADOGUCHI_OIDC_CLIENT_SECRET", "", "Client secret at the issuer")
OIDC_NAME = signin.text("MADOGUCHI_OIDC_NAME", "Single sign-on", "What the button says")
OIDC_DOMAINS = signin.words(
    "MADOGUCHI_OIDC_DOMAINS", [], "Verified mail domains whose people become agents on first sign-in"
)
IDENTITY_KEYS = signin.words(
    "MADOGUCHI_IDENTITY_KEYS",
    [],
    "kid:secret pairs of the exchange's signed customer tokens (HS256); several while keys rotate",
)
IDENTITY_MAX_SECONDS = signin.number(
    "MADOGUCHI_IDENTITY_MAX_SECONDS", 300, "The longest life of a signed customer token"
)
VISITOR_TOKEN_SECONDS = signin.number(
    "MADOGUCHI_VISITOR_TOKEN_SECONDS",
    43_200,
    "How long a chat token is good; then the widget asks for a new one. A signed identity ends with it",
)
VISITOR_DAYS = signin.number(
    "MADOGUCHI_VISITOR_DAYS", 90, "How long a chat visitor is recognised on his device"
)

SIGN_IN_LINK_MINUTES = signin.number(
    "MADOGUCHI_SIGN_IN_LINK_MINUTES", 15, "How long a sign-in link that went out by mail works"
)
INVITATION_HOURS = signin.number(
    "MADOGUCHI_INVITATION_HOURS", 72, "How long the link works by which somebody becomes an agent"
)
OWNER_LINK_MINUTES = signin.number(
    "MADOGUCHI_OWNER_LINK_MINUTES", 60, "How long the link of `madoguchi staff owner` works"
)
IDENTITY_AUDIENCE = signin.text(
    "MADOGUCHI_IDENTITY_AUDIENCE", "", "The `aud` that signed customer tokens must carry; empty: any"
)
IDENTITY_ISSUER = signin.text(
    "MADOGUCHI_IDENTITY_ISSUER", "", "The `iss` that signed customer tokens must carry; empty: any"
)

limits = Area("Limits against abuse")
RATE_FORM = limits.text("MADOGUCHI_RATE_FORM", "10/10m", "Contact forms from one address")
RATE_SIGN_IN = limits.text("MADOGUCHI_RATE_SIGN_IN", "10/10m", "Sign-in attempts from one address")
RATE_SIGN_IN_MAIL = limits.text(
    "MADOGUCHI_RATE_SIGN_IN_MAIL", "6/1h", "Sign-in links to one address, whoever asks for them"
)
RATE_CHAT = limits.text("MADOGUCHI_RATE_CHAT", "60/1m", "Chat messages of one visitor")
RATE_SESSION = limits.text("MADOGUCHI_RATE_SESSION", "60/1m", "Chat sessions from one address")
RATE_CHAT_OPEN = limits.text("MADOGUCHI_RATE_CHAT_OPEN", "60/10m", "New chats from one address")
RATE_CHAT_MAIL = limits.text("MADOGUCHI_RATE_CHAT_MAIL", "5/1h", "Mails that one chat visitor may ask for")
RATE_FEEDBACK = limits.text("MADOGUCHI_RATE_FEEDBACK", "20/10m", "Votes on articles from one address")
RATE_UPLOAD = limits.text("MADOGUCHI_RATE_UPLOAD", "30/10m", "Uploads of one visitor")

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    # Before allauth: its pages are drawn by our templates.
    "madoguchi.portal",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    *(["allauth.socialaccount.providers.openid_connect"] if OIDC_URL else []),
    "django_tasks",
    "madoguchi.helpcenter",
    "wagtail.contrib.simple_translation",
    "madoguchi.helpcenter.editor.apps.Snippets",
    "madoguchi.helpcenter.editor.apps.Images",
    "madoguchi.helpcenter.editor.apps.Documents",
    "wagtail.users",
    "wagtail.sites",
    "wagtail.admin",
    "madoguchi.helpcenter.editor.apps.Locales",
    "wagtail",
    "modelcluster",
    "taggit",
    "treebeard",
    "madoguchi.core",
    "madoguchi.jobs",
    "madoguchi.live",
    "madoguchi.audit",
    "madoguchi.company",
    "madoguchi.files",
    "madoguchi.search",
    "madoguchi.people",
    "madoguchi.inbox",
    "madoguchi.routing",
    "madoguchi.channel_kit",
    "madoguchi.channels.web_form",
    "madoguchi.channels.email",
    "madoguchi.channels.website_chat",
    "madoguchi.desk",
    "madoguchi.site",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "madoguchi.core.csp.ContentSecurityPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "madoguchi.people.second_factor.RequireSecondFactor",
    "madoguchi.helpcenter.editor.access.EditorAccess",
]
ROOT_URLCONF = "madoguchi.site.urls"
TEMPLATES = [
    {
        "BACKEND": "madoguchi.core.fragments.Fragments",
        "NAME": "fragments",
        "APP_DIRS": True,
        "OPTIONS": {"environment": "madoguchi.core.jinja.environment"},
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "madoguchi.portal.context.who_and_where",
            ],
        },
    },
]
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["madoguchi.people.backend.Backend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/accounts/login/"
ACCOUNT_ADAPTER = "madoguchi.people.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if SECURE_PROXY else "http"
ACCOUNT_RATE_LIMITS = {"login": "60/10m/ip", "login_failed": None, "reset_password": f"{RATE_SIGN_IN}/ip"}
MFA_ADAPTER = "madoguchi.people.adapter.MfaAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # agents are invited: nobody types an address of his own choice
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
SOCIALACCOUNT_ADAPTER = "madoguchi.people.single_sign_on.SocialAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "oidc",
                "name": OIDC_NAME,
                "client_id": OIDC_CLIENT_ID,
                "secret": OIDC_CLIENT_SECRET,
                "settings": {"server_url": OIDC_URL},
            }
        ]
        if OIDC_URL
        else [],
    }
}
LANGUAGE_CODE = "en"
WAGTAIL_SITE_NAME = "Madoguchi"
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = [
    (code, name) for code, name in LANGUAGES if code in ("en", "zh-hans", "ja", "ko", "es", "ru", "pt")
]
WAGTAILADMIN_BASE_URL = PUBLIC_URL
WAGTAILADMIN_LOGIN_URL = LOGIN_URL
WAGTAILIMAGES_IMAGE_MODEL = "helpcenter.Picture"
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp"]
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
MEDIA_URL = "/help/media/"
LOCALE_PATHS = [BASE / "locale"]
TIME_ZONE = "UTC"
USE_TZ = True
STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_PROXY
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_HSTS_SECONDS = 31_536_000 if SECURE_PROXY else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE_PROXY else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_PERMISSIONS = 0o600
SILENCED_SYSTEM_CHECKS: list[str] = []
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": HOME / "files", "file_permissions_mode": 0o600},
    },
    "staticfiles": {
        "BACKEND": "madoguchi.core.static_files.HashedFiles"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"shield": {"()": "madoguchi.shield.log_filter.ShieldFilter"}},
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["shield"]}},
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
    # Django's own handlers would print without the shield.
    "loggers": {name: {"handlers": [], "propagate": True} for name in ("django", "django.server", "uvicorn")}
    # These tell what goes over the wire (addresses, headers), or of every revision, which the editor shows.
    | {name: {"level": "WARNING"} for name in ("mail.log", "httpx", "httpcore", "wagtail")},
}
