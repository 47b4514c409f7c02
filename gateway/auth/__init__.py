"""Who calls: enrolment of terminals, their keys, signatures of calls, nonces."""
