"""Why a level, or a figure read from levels, is not compared, in words."""

from maturity_app.domain.obstacles import Obstacle
from maturity_app.domain.questionnaire import Questionnaire
from maturity_app.wording import Wording


def obstacle_words(obstacle: Obstacle, questionnaire: Questionnaire, w: Wording) -> str:
    """Return what keeps a figure from being compared, to stand behind the name of its node."""
    if obstacle.kind == "few_common":
        return w(
            "{common} of {union} questions common", common=obstacle.common, union=obstacle.union
        )
    if obstacle.kind == "new_meaning":
        return w.plural(
            "{count} question has a new meaning",
            "{count} questions have a new meaning",
            obstacle.revised,
        )
    if obstacle.kind == "level_not_common":
        return w(
            "the questions of level {level} are not answered on all sides", level=obstacle.level
        )
    if obstacle.item is not None and obstacle.item in questionnaire.items:
        code = questionnaire.code(obstacle.item)
        return w("gate {code} is not answered on all sides", code=code)
    return {
        "nothing_asked": w("nothing to compare"),
        "none_answered": w("no question is answered on all sides"),
        "gate_not_common": w("a gate is not answered on all sides"),
        "no_levels": w("not every side has a level"),
    }.get(obstacle.kind, w("not every side has this figure"))
