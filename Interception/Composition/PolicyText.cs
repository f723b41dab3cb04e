using Interception.Configuration;
using Interception.Configuration.Parsing;

namespace Interception.Composition;

/// <summary>Writes a method's settings as they would be configured.</summary>
internal static class PolicyText
{
    private static readonly (string Name, Func<MethodPolicy, string> Text, Func<MethodLayer, object?> Setting)[] Settings =
    [
        (nameof(MethodLayer.Expiry), one => DurationText.Write(one.Expiry), one => one.Expiry),
        (nameof(MethodLayer.Check), one => one.Check.ToString(), one => one.Check),
        (nameof(MethodLayer.CheckInterval), one => DurationText.Write(one.CheckInterval), one => one.CheckInterval),
        (nameof(MethodLayer.MinCheckInterval), one => DurationText.Write(one.MinCheckInterval), one => one.MinCheckInterval),
        (nameof(MethodLayer.MaxCheckInterval), one => DurationText.Write(one.MaxCheckInterval), one => one.MaxCheckInterval),
        (nameof(MethodLayer.StaleTarget), one => ShareText.Write(one.StaleTarget), one => one.StaleTarget),
        (nameof(MethodLayer.CheckBudget), one => ShareText.Write(one.CheckBudget), one => one.CheckBudget),
        (nameof(MethodLayer.MaxChecksPerSecond), one => one.MaxChecksPerSecond is { } most ? DecimalText.Write(most) : "", one => one.MaxChecksPerSecond),
        (nameof(MethodLayer.WaitWhenLikelyStale), one => ShareText.Write(one.WaitWhenLikelyStale), one => one.WaitWhenLikelyStale),
        (nameof(MethodLayer.WaitBudget), one => ShareText.Write(one.WaitBudget), one => one.WaitBudget),
        (nameof(MethodLayer.VerifyShare), one => ShareText.Write(one.VerifyShare), one => one.VerifyShare),
        (nameof(MethodLayer.HoldoutShare), one => ShareText.Write(one.HoldoutShare), one => one.HoldoutShare),
        (nameof(MethodLayer.RunTimeout), one => DurationText.Write(one.RunTimeout), one => one.RunTimeout),
        (nameof(MethodLayer.MaxConcurrentChecks), one => NumberText.Write(one.MaxConcurrentChecks), one => one.MaxConcurrentChecks),
        (nameof(MethodLayer.CacheNull), one => one.CacheNull ? "true" : "false", one => one.CacheNull),
        (nameof(MethodLayer.Results), one => one.Results.ToString(), one => one.Results),
        (nameof(MethodLayer.VaryBy), one => string.Join(", ", one.VaryBy), one => one.VaryBy),
        (nameof(MethodLayer.IgnoreParameters), one => string.Join(", ", one.IgnoreParameters), one => one.IgnoreParameters),
        (nameof(MethodLayer.CompareIgnore), one => string.Join(", ", one.CompareIgnore), one => one.CompareIgnore),
        (nameof(MethodLayer.Tags), one => string.Join(", ", one.Tags), one => one.Tags),
    ];

    public static IReadOnlyList<PolicySetting> Write(MethodPolicy policy, PolicyOrigins? origins) =>
        [.. Settings.Select(one => new PolicySetting(one.Name, one.Text(policy), origins?.FindPlace(one.Setting) ?? PolicyOrigins.BuiltIn))];
}
