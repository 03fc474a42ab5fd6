"""Frequent words and letters of languages that we do not serve, so that their texts stay undetermined."""

_TEXT = """
der die das und ist nicht ich ein eine einen mit auf für von zu dem den des im sie wir wie was bei
auch aber oder wenn nach noch nur mein meine kann wird sind haben habe hat wurde warum wo wer welche
bitte danke hallo geld konto le les et est une dans pour pas qui sur avec ce il elle je vous nous ne
plus par mon ma mes été sont mais cette bonjour merci comment pourquoi où quand quel quelle avez
suis être compte argent du au aux c'est j'ai n'est di che è per non sono gli della nel del alla con
ho mio mia ciao grazie perché come quando dove quale più anche questo questa conto soldi sul dei
delle nella het een van ik niet dat voor met zijn op te aan ook maar mijn geen waarom hoe wat welke
heeft hebben naar kan bij nie się na jest i w z do to że jak czy dla są ale moje dlaczego dziękuję
proszę który jakie przez bir ve bu için mi ile değil var yok çok nasıl neden hangi olarak hesabım
para merhaba lütfen teşekkürler và của là không có tôi cho được trong một các người những với này đã
như khi tài khoản tiền bao nhiêu gì nào yang dan tidak saya ini itu dengan untuk dari ke bisa akun
uang saldo bagaimana kenapa apa adalah pada och att det som en på är av för med till inte jag har om
ett men hur vad varför în și nu este pe cu la care din mai sunt prin cum unde când despre fost lui
sa al a az és hogy nem egy meg de ez csak mint volt hogyan miért kell že se v jsem proč není jako
byl pro
"""
WORDS = frozenset(_TEXT.split())
LETTERS = "äöüßåøæœłşğıřěůżźśćńęąđơưțșăîûùèìòőűіїєґўђјљњћџәғқңөұүһ"
