namespace Interception.Faults.Node.Wire;

/// <summary>One line from the rig to a node: what to do, and the plan that goes with it.</summary>
internal sealed record NodeCommand(
    NodeVerb Verb, LoadPlan? Load = null, BurstPlan? Burst = null, ProbePlan? Probe = null, ShapesPlan? Shapes = null);
