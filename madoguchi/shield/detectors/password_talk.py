"""Words that follow "password:" when someone talks about a password instead of giving one."""

from __future__ import annotations

_STATES = """
reset forgot forgotten change changed lost wrong incorrect invalid expired expires unknown none n/a
na no not yes issue issues problem problems error help please how what why when where can cannot
can't could i my the a an is it required optional hidden protected too weak strong same old new set
update updated recovery manager hint policy login failed fail blocked locked working accepted
rejected must should need needs was were has have to and or olvidada olvidé incorrecta cambiar
cambio no me mi la el perdida restablecer bloqueada esqueci esquecida incorreta alterar trocar minha
não nao redefinir bloqueada
bytes str string int bool object null true false nil undefined type text varchar field value
"""
STATES = frozenset(_STATES.split())
