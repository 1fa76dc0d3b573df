# clr
