"""What the figures of a simulation say, in sentences; the bottleneck first."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from motcua.workflow.domain.due_rules import explain_minutes

from .results import PoolResult, SimulationResult
from .staffing import ENOUGH
from .suggestions import FULL


def explain_result(
    result: SimulationResult, *, pool_names: Mapping[str, str], minutes_per_day: int
) -> list[str]:
    """``pool_names`` by key."""
    found = [_outcome(result)]
    if not result.complete:
        found.append(
            _("Hết thời gian tính: số liệu chỉ đến ngày %(day)s. Hãy chạy ít hồ sơ hơn.")
            % {"day": result.until.strftime("%d/%m/%Y")}
        )
    short = sorted(
        (pool for pool in result.pools if 0 < pool.people < pool.people_needed),
        key=lambda pool: (-pool.utilisation, pool.key),
    )
    found += [_short(pool, pool_names, minutes_per_day) for pool in short]
    if result.best_share is not None and result.best_share < ENOUGH:
        percent = f"{100 * result.best_share:.1f}".replace(".", ",")
        found.append(
            _(
                "Thêm bao nhiêu người cũng chỉ %(percent)s %% đúng hạn: thời gian các bước và thời "
                "gian chờ cộng lại dài hơn thời hạn trả kết quả."
            )
            % {"percent": percent}
        )
    elif not short:
        found.append(_("Mọi bộ phận đều đủ người."))
    spare = [pool for pool in result.pools if pool.people > pool.people_needed]
    if spare:
        names = ", ".join(pool_names.get(pool.key, pool.key) for pool in spare)
        found.append(_("Còn dư người ở: %(names)s.") % {"names": names})
    return found


def _outcome(result: SimulationResult) -> str:
    words = {
        "days": result.working_days,
        "arrived": result.arrived,
        "done": result.done,
        "left": result.in_progress,
    }
    text = _(
        "Trong %(days)s ngày làm việc có %(arrived)s hồ sơ đến, %(done)s hồ sơ giải quyết xong, "
        "còn %(left)s hồ sơ."
    )
    share = result.on_time_share
    if share is None:
        return text % words
    percent = f"{100 * share:.1f}".replace(".", ",")
    return text % words + " " + _("%(percent)s %% đúng hạn.") % {"percent": percent}


def _short(pool: PoolResult, names: Mapping[str, str], minutes_per_day: int) -> str:
    return _(
        "%(name)s: %(people)s người là thiếu, cần %(needed)s để kịp hạn và không ai bận quá "
        "%(full)s %% trong bốn tuần đông nhất; hồ sơ chờ trung bình %(wait)s, nhiều nhất %(most)s "
        "hồ sơ."
    ) % {
        "name": names.get(pool.key, pool.key),
        "people": pool.people,
        "needed": pool.people_needed,
        "full": round(100 * FULL),
        "wait": explain_minutes(round(pool.waiting.mean), minutes_per_day=minutes_per_day),
        "most": pool.max_queue,
    }
