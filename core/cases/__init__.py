"""The life of a case: its states, actions, duties and clocks, without a database (gateway/cases keeps them)."""
