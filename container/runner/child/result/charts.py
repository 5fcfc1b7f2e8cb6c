"""Returned charts: matplotlib figures become pictures in out/charts/, dicts are ECharts options."""

import sys

from runner.child.result.json_values import is_of, to_json
from runner.child.result.outputs import Outputs, output_name
from runner.child.result.problems import ResultError

MAX_CHARTS = 50
PICTURE_DPI = 144
_PICTURES = (".png", ".jpg", ".jpeg")


def write_charts(charts, outputs: Outputs) -> list[dict]:
    """[{"name", "kind": "echarts", "option"} or {"name", "kind": "image", "path" below out/}]."""
    if not isinstance(charts, dict):
        raise ResultError("charts", "a dict of name: chart is wanted")
    if len(charts) > MAX_CHARTS:
        raise ResultError("charts", f"at most {MAX_CHARTS} charts are kept, not {len(charts)}")
    return [_chart(name, value, outputs) for name, value in charts.items()]


def _chart(name, value, outputs: Outputs) -> dict:
    path = f"charts.{name}"
    name = output_name(name, path)
    if isinstance(value, dict):
        return {"name": name, "kind": "echarts", "option": to_json(value, path)}
    if isinstance(value, str) or is_of(value, "pathlib", "PurePath"):
        relative = outputs.existing(value, path)
        if not relative.lower().endswith(_PICTURES):
            raise ResultError(path, f"{relative}: a picture is a png or jpg file")
        return {"name": name, "kind": "image", "path": relative}
    figure = _figure(value)
    if figure is None:
        raise ResultError(
            path, "a chart is a matplotlib figure, an ECharts option dict, or a picture in out/"
        )
    relative = outputs.free("charts", name, ".png")
    try:
        figure.savefig(outputs.absolute(relative), format="png", dpi=PICTURE_DPI, bbox_inches="tight")
    except Exception as error:  # whatever the figure holds is drawn only now
        raise ResultError(path, f"the figure cannot be drawn: {type(error).__name__}: {error}") from error
    return {"name": name, "kind": "image", "path": relative}


def _figure(value):
    """The figure of a figure, of axes, or of a library's plot that has one."""
    module = sys.modules.get("matplotlib.figure")
    if module is None:
        return None
    for candidate in (value, getattr(value, "figure", None)):
        if isinstance(candidate, module.FigureBase):
            return candidate.figure if isinstance(candidate, module.SubFigure) else candidate
    return None
