from madoguchi.languages.language import Language

_WORDS = """
the of and to in is it you that was for on are with as i his they be at one have this from or had by
not but what some we can out other were all there when up use your how said an each she which do
their if will way about many then them would like so these her long make thing see him two has look
more day could go come did my sound no most who over know than call first people may down side been
now find any new work part take get place made where after back little only round man year came show
every good me give our under very through just much think say help low before line right too old
same tell does set three want well also play small end put home read hand large add even here must
big such why ask went need different us again off away still should yes hello hi hey thanks thank
please ok okay sorry dear am don't can't won't doesn't didn't isn't it's i'm i've what's that's
there's haven't couldn't cannot send sent receive received deposit withdraw withdrawal account
wallet password login locked lost stuck pending waiting transfer money funds fee fees card bank
support agent someone scam hacked verify verification code address balance order trade price buy
sell refund missing wrong error failed problem issue today yesterday hours days week month since
until while during between because without within against its being both few own into having those
doing another around however though already yet never always often whose whom state city world known
called used became name number century war team game change working works happened happen reset
phone email morning urgent pls thx cool human talk later asap anyone reply answer waited wait
"""

_FRAGMENTS = """
th- wh- sh- kn- wr- y- -ing -tion -ed -ly -ness -ment -ous -ful -less -able -ship -ght -ck -th -sh
-ss -y -ity -ow -ew -wn -er -ers -al -ive -ies -est -ous -'s -n't ght ck wh sh oo ee ou tion ough ph
ei ea
"""

_STOPWORDS = """
a an and are as at be been but by can could did do does for from had has have how i i'm if in into is it
it's its me my of on or our should so than that the their them then there these they this to was we were what
what's when where which who whom whose why will with would you your
"""

LANGUAGE = Language(
    code="en",
    html_lang="en",
    english_name="English",
    endonym="English",
    iso_script="Latn",
    script="latin",
    first_weekday=6,
    hour_cycle="h12",
    words=frozenset(_WORDS.split()),
    fragments=frozenset(_FRAGMENTS.split()),
    stemmer="english",
    stopwords=frozenset(_STOPWORDS.split()),
)
