using Interception.Keys.Types;

namespace Interception.Keys.Canonical;

/// <summary>Says which members of objects an encoding leaves out.</summary>
internal sealed class CanonicalRules
{
    /// <summary>Everything counts.</summary>
    public static readonly CanonicalRules Everything = new((_, _) => false);

    /// <summary>What <see cref="KeyIgnoreAttribute"/> marks does not count.</summary>
    public static readonly CanonicalRules ForKeys = new((member, _) => member.KeyIgnored);

    private readonly Func<MemberShape, Type[], bool> _omits;

    private CanonicalRules(Func<MemberShape, Type[], bool> omits) => _omits = omits;

    /// <summary>What <see cref="CompareIgnoreAttribute"/> marks does not count, nor what configuration names.</summary>
    /// <param name="names">
    /// Names of members, as <c>Member</c> or <c>Type.Member</c>; the type with or without its namespace.
    /// </param>
    public static CanonicalRules ForComparison(IReadOnlyCollection<string> names)
    {
        var ignored = new HashSet<string>(names, StringComparer.Ordinal);
        return new((member, types) => member.CompareIgnored || MemberNames.Contain(ignored, member, types));
    }

    /// <summary>Whether a member is left out.</summary>
    /// <param name="member">The member.</param>
    /// <param name="declaring">The type that declares it.</param>
    /// <param name="written">The type of the object that is written: the same, or one derived from it.</param>
    public bool Omits(MemberShape member, Type declaring, Type written) => _omits(member, [declaring, written]);
}
