"""Assessments, the register and the internal control folder as files."""

from samspill.risk.exports.assessments import Exported, assessment_file
from samspill.risk.exports.folder import FOLDER_FORMS, folder_file
from samspill.risk.exports.register import REGISTER_FORMS, register_file

__all__ = ["FOLDER_FORMS", "REGISTER_FORMS", "Exported", "assessment_file", "folder_file", "register_file"]
