"""What has been assessed, by whom, on what grounds, and when it is looked at again."""

from samspill.risk.models.assessments import Assessment, AssessmentNumber, FactorAssessment, RiskMeasure
from samspill.risk.models.changes import ChangeAssessment
from samspill.risk.models.factors import Mapping, NotRelevant, OwnFactor

__all__ = [
    "Assessment",
    "AssessmentNumber",
    "ChangeAssessment",
    "FactorAssessment",
    "Mapping",
    "NotRelevant",
    "OwnFactor",
    "RiskMeasure",
]
