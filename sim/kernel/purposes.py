"""What a draw is for: the third part of its address. Never renumber, never use a number again.

Numbers from 200 to 255 are left to decisions that users write.
"""

RESOLVE = 1  # a belligerent's private cost of war, once
INTENSITY = 2  # a front's flare of fighting
DEATHS = 3  # own deaths of a side on a front
CIVILIANS = 4
ENGAGEMENTS = 5  # how many on a front in a step
ENGAGEMENT_HOUR = 6
ATTACKER = 7
SUCCESS = 8
COUNTER = 9  # whether a failed attack loses a position
LAUNCH = 10
ACTING = 11  # which member acts for a format
PERCEPTION = 13  # a mediator's error about a side's value of war
SIGNAL = 14  # a mediator's reading of a side's resolve
DIRECT = 15
HALT = 16
SIGN = 17
BREAK = 18
ACCIDENT = 19
ANSWER = 20  # a doctrine's own chance
EXECUTION = 21  # an order that goes wrong
MISREAD = 22
BLAME = 23  # blaming the other for one's own fire
ACCUSE = 24
INVENT = 25
VERDICT = 26
ACCESS = 27
ARBITER = 28
COLLAPSE = 29
HAZARD = 30  # a constant hazard of collapse
JOIN = 32  # one format joining another
DIRECT_PERCEPTION = 33
INCIDENT_DEATHS = 35  # killed by one incident
SEPARATED = 34  # whether whoever stands between keeps an answer from being given
ENDORSE = 36  # one format endorsing another
UNDERTAKE = 37  # a side's answer to an agreement that is no truce
