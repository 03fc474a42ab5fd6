"""Messages by every channel while processes are killed: who sends, who kills, and what must hold afterwards."""
