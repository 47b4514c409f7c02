"""Ways to enter text: by voice, by finger, on pads; one sheet offers all of them."""
