"""Sound in and out: dictation, spoken guidance, and the prompt when the microphone hears nobody."""
