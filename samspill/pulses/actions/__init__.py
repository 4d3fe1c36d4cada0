"""What can be done with rounds, questionnaires, invitations and tokens."""

from samspill.pulses.actions.tokens import Spent, make_home_token, spend_token, wait_for_answers_under_way

__all__ = ["Spent", "make_home_token", "spend_token", "wait_for_answers_under_way"]
