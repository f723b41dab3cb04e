using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Listings.Operations;

/// <summary>Writes a health report as a line of text: each check's name, status and reason.</summary>
public static class HealthText
{
    /// <summary>The address that tells the health.</summary>
    public const string Path = "/health";

    /// <summary>Makes <see cref="Path"/> answer with the text, and 503 when a check is unhealthy.</summary>
    public static HealthCheckOptions Options { get; } = new()
    {
        ResponseWriter = (context, report) => context.Response.WriteAsync(Of(report), context.RequestAborted),
    };

    /// <summary>Writes a report: <c>interception: Degraded, the reason</c>.</summary>
    public static string Of(HealthReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return string.Join("; ", report.Entries.Select(check => $"{check.Key}: {check.Value.Status}{Reason(check.Value)}"));
    }

    private static string Reason(HealthReportEntry check) =>
        string.IsNullOrEmpty(check.Description) ? "" : $", {check.Description}";
}
