using System.Collections;
using System.Reflection;
using Interception.Keys.Canonical;
using Interception.Keys.Types;

namespace Interception.Storage.Payload;

/// <summary>
/// Names the members in which two results differ: for the log line about a method whose result never stays the same.
/// </summary>
/// <remarks>Thread-safe. Names only, never values. Slow, by reflection: it runs once a method.</remarks>
/// <param name="writers">The writers of the comparison, so that what is named is what the comparison sees.</param>
/// <param name="rules">The rules of those writers: what they leave out is not named.</param>
internal sealed class Differences(CanonicalWriters writers, CanonicalRules rules)
{
    /// <summary>How many members are named at most: 10.</summary>
    public const int MaxNames = 10;

    /// <summary>How a result is called that differs as a whole.</summary>
    public const string Whole = "(the whole result)";

    private const int MaxDepth = 64;
    private const int MaxItems = 1000;

    /// <summary>
    /// The paths of the members that differ, such as <c>GeneratedAt</c> or <c>Items[].Price</c>, each once. Never throws.
    /// </summary>
    /// <param name="shape">The shape of the declared type.</param>
    /// <param name="before">The result that was kept.</param>
    /// <param name="after">The result of the check.</param>
    /// <returns>At most <see cref="MaxNames"/> paths; a list that got longer or shorter is named as a whole.</returns>
    public IReadOnlyList<string> Between(TypeShape shape, object? before, object? after)
    {
        var comparison = new Comparison(writers, rules);
        try
        {
            comparison.Compare(shape, before, after, string.Empty, depth: 0);
        }
        catch (Exception)
        {
            // A getter failed, or a list changed meanwhile. What was found until then is worth its line.
        }

        return comparison.Names;
    }

    private sealed class Comparison(CanonicalWriters writers, CanonicalRules rules)
    {
        private readonly List<string> _names = [];

        public IReadOnlyList<string> Names => _names;

        public void Compare(TypeShape shape, object? before, object? after, string path, int depth)
        {
            if (_names.Count == MaxNames || depth == MaxDepth || ReferenceEquals(before, after))
            {
                return;
            }

            if (IsAbsent(before) || IsAbsent(after))
            {
                Name(path, differs: !(IsAbsent(before) && IsAbsent(after)));
                return;
            }

            switch (shape.Kind)
            {
                case ShapeKind.Nullable:
                    Compare(shape.Item!, before, after, path, depth);
                    return;
                case ShapeKind.Sequence:
                    CompareItems(shape.Item!, Items(before!), Items(after!), path, depth);
                    return;
                case ShapeKind.Map:
                    CompareMaps(shape, before!, after!, path, depth);
                    return;
                case ShapeKind.Object:
                    CompareObjects(shape, before!, after!, path, depth);
                    return;
                default:
                    Name(path, Digest(shape, before) != Digest(shape, after));
                    return;
            }
        }

        private static bool IsAbsent(object? value) => value is null || ImmutableTypes.IsUninitializedArray(value);

        private static List<object?> Items(object collection) => [.. ((IEnumerable)collection).Cast<object?>()];

        private static object? Read(MemberInfo member, object owner) =>
            member is PropertyInfo property ? property.GetValue(owner) : ((FieldInfo)member).GetValue(owner);

        private static TypeShape? ShapeOf(TypeShape shape, Type type) =>
            shape.Type == type
                ? shape
                : shape.Subtypes.Select(subtype => ShapeOf(subtype, type)).FirstOrDefault(found => found is not null);

        private void CompareItems(TypeShape item, List<object?> before, List<object?> after, string path, int depth)
        {
            if (before.Count != after.Count)
            {
                Name(path, differs: true);
                return;
            }

            for (int i = 0; i < Math.Min(before.Count, MaxItems); i++)
            {
                Compare(item, before[i], after[i], path + "[]", depth + 1);
            }
        }

        private void CompareMaps(TypeShape shape, object before, object after, string path, int depth)
        {
            Dictionary<ContentDigest, object?> old = ByKey(shape, before);
            Dictionary<ContentDigest, object?> fresh = ByKey(shape, after);
            if (old.Count != fresh.Count || !old.Keys.All(fresh.ContainsKey))
            {
                Name(path, differs: true);
                return;
            }

            CompareItems(shape.Item!, [.. old.Values], [.. old.Keys.Select(key => fresh[key])], path, depth);
        }

        private Dictionary<ContentDigest, object?> ByKey(TypeShape shape, object map)
        {
            Type pair = typeof(KeyValuePair<,>).MakeGenericType(shape.Key!.Type, shape.Item!.Type);
            PropertyInfo key = pair.GetProperty("Key")!;
            PropertyInfo value = pair.GetProperty("Value")!;
            return Items(map).ToDictionary(entry => Digest(shape.Key, key.GetValue(entry)), entry => value.GetValue(entry));
        }

        private void CompareObjects(TypeShape shape, object before, object after, string path, int depth)
        {
            Type type = before.GetType();
            TypeShape? actual = type == after.GetType() ? ShapeOf(shape, type) : null;
            if (actual is null)
            {
                Name(path, differs: true);
                return;
            }

            for (TypeShape? level = actual; level is not null; level = level.Base)
            {
                foreach (MemberShape member in level.Members.Where(member => !rules.Omits(member, level.Type, type)))
                {
                    string memberPath = path.Length == 0 ? member.Name : $"{path}.{member.Name}";
                    Compare(member.Shape, Read(member.Source, before), Read(member.Source, after), memberPath, depth + 1);
                }
            }
        }

        private ContentDigest Digest(TypeShape shape, object? value) => ContentDigest.Of(writers.For(shape.Type), value, out _);

        private void Name(string path, bool differs)
        {
            string name = path.Length == 0 ? Whole : path;
            if (differs && !_names.Contains(name))
            {
                _names.Add(name);
            }
        }
    }
}
