"""How something is entered: by voice, by finger, on pads; one sheet offers all of them."""
