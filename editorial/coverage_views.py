"""The coverage report, on the page and as a file."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from core.exporting import ExportFormat, Table, export
from editorial.access import editor_of, editors_only
from editorial.coverage import COLUMNS, LAYERS, coverage
from places.models import RegionLayer

__all__ = ["coverage_report"]


@editors_only
def coverage_report(request: HttpRequest) -> HttpResponseBase:
    """Theme by region of the layer that was asked for; GGD regions for anything else."""
    asked = request.GET.get("layer", "")
    layer = RegionLayer(asked) if asked in [layer.value for layer in LAYERS] else LAYERS[0]
    report = coverage(layer)
    kind = request.GET.get("export", "")
    if kind in ExportFormat.values:
        total = sum(len(row.cells) for row in report.rows)
        table = Table(f"dekking-{layer.value.replace('_', '-')}", COLUMNS, report.in_file(), total)
        return export(user=editor_of(request), table=table, kind=ExportFormat(kind), filters={"layer": [layer.value]})
    context = {"report": report, "layers": LAYERS, "formats": list(ExportFormat)}
    return render(request, "editorial/admin/coverage.html", context)
