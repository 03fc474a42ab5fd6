from madoguchi.languages.language import Language

_WORDS = """
de la que el en y a los se del las un por con no una su para es al lo como más pero sus le ya o fue
este ha sí si porque esta son entre está cuando muy sin sobre ser tiene también me hasta hay donde
han quien están estado desde todo nos durante estados todos uno les ni contra otros fueron ese eso
había ante ellos e esto mí antes algunos qué unos yo otro otras otra él tanto esa estos mucho
quienes nada muchos cual sea poco ella estar haber estas estaba estamos algunas algo nosotros mi mis
tú te ti tu tus ellas os mío estoy estás tengo tienes tenemos tienen tenía puedo puede puedes pueden
quiero quiere quieres hacer hago hace hizo hecho ahora aquí allí ayer hoy mañana siempre nunca hola
buenos buenas días tardes noches gracias favor adiós vale perdón ayuda ayúdame ayudar señor cuenta
cuentas retiro retiros retirar depósito depósitos dinero contraseña clave saldo transferencia envié
enviar enviado recibí recibido recibir llegó llegar llega aparece bloqueada bloqueado perdí robaron
estafa tarjeta banco comisión comisiones verificación verificar código dirección correo teléfono
cuánto cuánta cuántos cuántas cuándo cuál cuáles cómo dónde quién quiénes porqué tarda horas semana
año años después mientras según hacia bajo aunque entonces así mismo misma cada vez ciudad mundo
parte nombre llamado llama primera primer dos tres soy eres somos era eran muchas necesito necesita
funciona funcionan salió sale falta error problema problemas todavía aún ninguno ninguna nadie usted
ustedes sido siendo tuvo tipo mejor mayor menor pasó pasa podría debe deben debo hice fui voy va
vamos urgente claro sigo sigue esperando olvidé manden persona
"""

_FRAGMENTS = """
ll- hue- cu- ent- -ción -ciones -sión -dad -dades -encia -ancia -iento -ió -iendo -aje -ería -ero
-era -eros -ible -ía -ían -aron -ieron -aban -ado -ada -os -as -ar -er -ir -ar -é ñ ll ue ie rr cion
uie eñ
"""

_STOPWORDS = """
a al algo como con cual cuales cuál cuáles cuando cuándo cuanto cuánto cuantos cuántos de del donde dónde
el ella ellas ellos en era eran es esa ese eso esta está están estaba este esto estos estas fue fueron ha han
hay la las le les lo los me mi mis muy más ni no nos o para pero por porque que qué quien quién quienes se ser
si sí sin sobre son su sus también te tiene tu un una uno unos unas y ya yo cómo
"""

LANGUAGE = Language(
    code="es",
    html_lang="es",
    english_name="Spanish",
    endonym="Español",
    iso_script="Latn",
    script="latin",
    words=frozenset(_WORDS.split()),
    fragments=frozenset(_FRAGMENTS.split()),
    letters="ñ¿¡",
    stemmer="spanish",
    stopwords=frozenset(_STOPWORDS.split()),
    endings=(("cion", "ción"), ("sion", "sión")),
)
