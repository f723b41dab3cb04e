namespace Interception.Storage.Payload;

/// <summary>What the types alone say about the immutability of objects of exactly one type.</summary>
internal sealed class TypeVerdict
{
    private TypeVerdict()
    {
    }

    /// <summary>No object of the type counts as immutable.</summary>
    public bool IsMutable { get; private init; }

    /// <inheritdoc cref="TypeParts.IsMutableWhenBoxed"/>
    public bool IsMutableWhenBoxed { get; private init; }

    /// <summary>The fields whose values decide.</summary>
    public IReadOnlyList<OpenField> OpenFields { get; private init; } = [];

    /// <summary>The declared type of the items, when the items decide.</summary>
    public Type? OpenItemType { get; private init; }

    /// <summary>Whether values decide.</summary>
    public bool IsOpen => OpenFields.Count > 0 || OpenItemType is not null;

    public static TypeVerdict Of(Type type)
    {
        TypeParts parts = TypeParts.Of(type);
        if (parts.IsMutable || Places(parts).Any(place => Reach.From(place).FindsMutable))
        {
            return new TypeVerdict { IsMutable = true };
        }

        return new TypeVerdict
        {
            IsMutableWhenBoxed = parts.IsMutableWhenBoxed,
            OpenFields =
            [
                .. parts.Fields.Where(field => Reach.From(field.FieldType).FindsOpen).Select(field => new OpenField(field)),
            ],
            OpenItemType = parts.ItemType is { } itemType && Reach.From(itemType).FindsOpen ? itemType : null,
        };
    }

    private static IEnumerable<Type> Places(TypeParts parts) =>
        parts.Fields.Select(field => field.FieldType).Concat(parts.ItemType is { } itemType ? [itemType] : []);

    /// <summary>Follows declared types as far as they leave no choice: through structs and sealed classes.</summary>
    private sealed class Reach
    {
        private readonly HashSet<Type> _seen = [];

        public bool FindsMutable { get; private set; }

        public bool FindsOpen { get; private set; }

        public static Reach From(Type place)
        {
            var reach = new Reach();
            reach.Visit(place);
            return reach;
        }

        private void Visit(Type place)
        {
            if (FindsMutable || !_seen.Add(place))
            {
                return;
            }

            // Anything may stand where a class is not sealed, even where it is itself immutable.
            if (!place.IsSealed)
            {
                FindsOpen = true;
                return;
            }

            TypeParts parts = TypeParts.Of(place);
            FindsMutable |= parts.IsMutable;
            foreach (Type next in Places(parts))
            {
                Visit(next);
            }
        }
    }
}
