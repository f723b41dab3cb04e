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

    /// <summary>The first name that means no member of a type or of the types it is made of; null if all do.</summary>
    public static string? FindUnknown(IReadOnlyCollection<string> names, TypeShape root)
    {
        var shapes = new HashSet<TypeShape>();
        Collect(root, shapes);
        return names.FirstOrDefault(name => !shapes.Any(shape => HasMember(shape, new HashSet<string>([name]))));
    }

    private static bool HasMember(TypeShape shape, HashSet<string> name)
    {
        for (TypeShape? level = shape; level is not null; level = level.Base)
        {
            if (level.Members.Any(member => Contain(name, member, level.Type, shape.Type)))
            {
                return true;
            }
        }

        return false;
    }

    private static void Collect(TypeShape? shape, HashSet<TypeShape> all)
    {
        if (shape is null || !all.Add(shape))
        {
            return;
        }

        Collect(shape.Item, all);
        Collect(shape.Key, all);
        Collect(shape.Base, all);
        foreach (TypeShape part in shape.Members.Select(member => member.Shape).Concat(shape.Subtypes))
        {
            Collect(part, all);
        }
    }
}
