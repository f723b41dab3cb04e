namespace Interception.Faults.Node.Wire;

/// <summary>Names calls by their keys.</summary>
internal sealed record ProbePlan(int[] Keys, string Tenant = "t0");
