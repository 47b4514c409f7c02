"""The documents of a case: what each must hold (`resources/letters`), how it looks on paper, and its proof."""
