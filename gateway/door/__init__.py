"""Who may come in, and how: enrolment, signatures, nonces; bounds on what arrives, and on who guesses."""
