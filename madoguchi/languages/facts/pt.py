from madoguchi.languages.language import Language

_WORDS = """
de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele das tem
à seu sua ou ser quando muito há nos já está eu também só pelo pela até isso ela entre era depois
sem mesmo aos ter seus quem nas me esse eles estão você vocês tinha foram essa num nem suas meu às
minha têm numa pelos elas havia seja qual será nós tenho lhe deles essas esses pelas este fosse dele
tu te vos lhes meus minhas teu tua nosso nossa nossos nossas dela delas esta estes estas aquele
aquela isto aquilo estou estamos estava estavam são somos pode posso podem quero quer preciso
precisa fazer faço faz fez feito agora aqui ali ontem hoje amanhã sempre nunca oi olá bom boa dia
tarde noite obrigado obrigada favor tchau desculpe ajuda ajudar ajude senhor conta contas saque
saques sacar depósito depósitos dinheiro senha saldo transferência enviei enviar enviado recebi
recebido receber chegou chegar chega aparece bloqueada bloqueado perdi roubaram golpe cartão banco
taxa taxas verificação verificar código endereço celular telefone quanto quanta quantos quantas
quais quê onde porque demora horas semana ano anos enquanto segundo sob embora então assim mesma
cada vez cidade mundo parte nome chamado chama primeira primeiro dois duas três sou és fui vou vai
vamos funciona funcionam saiu sai falta erro problema problemas ainda nenhum nenhuma ninguém alguém
algum alguma alguns sido sendo teve tipo melhor maior menor passou deve devem devo fiz consigo
consegui conseguir caiu pix urgente claro continuo esperando esqueci cadê atendente pessoa valeu
acontece significa
"""

_FRAGMENTS = """
lh- -ção -ções -são -sões -ão -ões -ães -dade -dades -ência -ância -mento -ou -ei -eu -iu -ava -avam
-agem -eira -eiro -inho -inha -ém -ndo -ado -ada -os -as -ar -er -ir -am -em -im -om -um -l -ais
-eis ç ã õ lh nh ss ção ei ou oa
"""

_STOPWORDS = """
a à ao aos as às com como da das de dela dele do dos e é ela ele eles em entre era eram essa esse esta
está este eu foi foram há isso isto já lhe mais mas me meu minha na nas não nem no nos num numa o os ou para
pela pelas pelo pelos por porque quais qual quando quanto quantos que quem se sem ser seu seus são só sua suas
também te tem um uma você onde
"""

LANGUAGE = Language(
    code="pt",
    html_lang="pt",
    english_name="Portuguese",
    endonym="Português",
    iso_script="Latn",
    script="latin",
    words=frozenset(_WORDS.split()),
    fragments=frozenset(_FRAGMENTS.split()),
    letters="ãõçâêôà",
    stemmer="portuguese",
    stopwords=frozenset(_STOPWORDS.split()),
    endings=(("coes", "ções"), ("cao", "ção"), ("soes", "sões"), ("sao", "são")),
)
