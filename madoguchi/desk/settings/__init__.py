"""The settings area of the desk: who answers, how customers come in, when we are open. Screens only: every write is an
action of the app that owns it."""
