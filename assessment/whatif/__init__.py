"""What would change a result, and what would be the least work: from a lever to a plan.

levers    what may be moved, and to which values
changes   changes written down, and made in a dossier
effects   what each item comes to as its levers are moved
program   integer programs, solved to the proven optimum
choices   a dossier's levers as such a program
goal      a target as rows of it
plan      the cheapest changes that reach a target; or what stands in the way
"""
