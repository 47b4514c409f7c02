"""Sound in and out: dictation, spoken guidance, and what is said to somebody whom the microphone does not hear."""
