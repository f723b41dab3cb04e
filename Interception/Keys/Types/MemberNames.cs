namespace Interception.Keys.Types;

/// <summary>
/// Matches members with the names that configuration gives them: <c>Member</c>, <c>Type.Member</c>, <c>Namespace.Type.Member</c>.
/// </summary>
internal static class MemberNames
{
    /// <summary>Whether one of the names means a member.</summary>
    /// <param name="names">The names, case-sensitive.</param>
    /// <param name="member">The member.</param>
    /// <param name="types">The type that declares it, and any derived one that it is written for.</param>
    public static bool Contain(IReadOnlySet<string> names, MemberShape member, params ReadOnlySpan<Type> types)
    {
        if (names.Contains(member.Name))
        {
            return true;
        }

        foreach (Type type in types)
        {
            if (names.Contains($"{type.Name}.{member.Name}")
                || names.Contains($"{TypeNames.Display(type)}.{member.Name}")
                || names.Contains($"{TypeNames.Full(type)}.{member.Name}"))
            {
                return true;
            }
        }

        return false;
    }
}
