"""Results counted up to the next level: from households to hamlets, clans, communes and on."""
