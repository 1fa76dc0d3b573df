# opentap
