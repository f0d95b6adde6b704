"""A first look at programs, so that what every machine would refuse is refused before it is paid for."""
