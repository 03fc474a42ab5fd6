"""Live screens: sockets, topics, presence and the broker between processes. Knows nothing of conversations."""
