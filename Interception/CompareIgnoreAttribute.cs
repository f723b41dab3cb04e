namespace Interception;

/// <summary>
/// Leaves a member of a result out of the comparison: a check that finds only such members different finds the answer
/// unchanged, and keeps it as it is. Meant for members like <c>GeneratedAt</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class CompareIgnoreAttribute : Attribute;
