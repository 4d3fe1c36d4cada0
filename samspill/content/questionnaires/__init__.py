"""Questionnaires: the shipped ones, and those a workplace writes itself or has the right to use."""

from samspill.content.questionnaires.definition import definition_of, questionnaire_from
from samspill.content.questionnaires.parsing import parse_questionnaire
from samspill.content.questionnaires.problems import Problem, QuestionnaireError
from samspill.content.questionnaires.shipped import (
    SHIPPED_KINDS,
    CommentRules,
    OpenQuestion,
    Questionnaire,
    comment_rules,
    open_questions,
    shipped,
)

__all__ = [
    "SHIPPED_KINDS",
    "CommentRules",
    "OpenQuestion",
    "Problem",
    "Questionnaire",
    "QuestionnaireError",
    "comment_rules",
    "definition_of",
    "open_questions",
    "parse_questionnaire",
    "questionnaire_from",
    "shipped",
]
