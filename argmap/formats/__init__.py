"""Everything argmap reads and writes. A module below here that sets FORMAT is a format; ``registry`` finds it."""
