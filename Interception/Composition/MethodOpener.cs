using System.Reflection;
using Interception.Calls;
using Interception.Configuration;
using Interception.Keys;
using Interception.Keys.Canonical;
using Interception.Keys.Types;
using Interception.Lookup;
using Interception.Observation;
using Interception.Refresh;
using Interception.Runs;
using Interception.Storage;
using Interception.Storage.Payload;
using Interception.Storage.Shared;
using Interception.Telemetry;
using Microsoft.Extensions.DependencyInjection;

namespace Interception.Composition;

/// <summary>Makes the cached method for a method and its policy, or says why it can't.</summary>
/// <remarks>Compiles serializers and accessors: milliseconds, spent at start-up. Thread-safe.</remarks>
internal sealed class MethodOpener(
    CacheServices services, SharedStore? store, IServiceScopeFactory scopes, IReadOnlyList<IVaryBy> varyBys)
{
    private readonly ResultSharing _sharing = new(new Immutability());
    private readonly Codecs _codecs = new(new TypeShapes());

    /// <summary>The last registered of each name. Their names are asked for here, on the thread that builds the cache, and never again: they are the user's code.</summary>
    private readonly (string Name, IVaryBy VaryBy)[] _varyBys = [.. varyBys.Select(static one => (one.Name, one)).Reverse().DistinctBy(static one => one.Name)];

    /// <summary>Makes it.</summary>
    /// <param name="registration">The service.</param>
    /// <param name="method">The method, closed if it is generic.</param>
    /// <param name="policy">Its settings.</param>
    /// <param name="problem">Why it can't be cached, with the cure.</param>
    public CachedMethod? TryOpen(Registration registration, MethodInfo method, MethodPolicy policy, out string? problem)
    {
        if (TryMakeParts(registration, method, policy, out problem) is not { } parts)
        {
            return null;
        }

        var run = new MethodRun(parts.Plan, scopes, services.Clock.Time, services.Logger);
        return (CachedMethod)Activator.CreateInstance(
            typeof(CachedMethod<>).MakeGenericType(parts.Keys.KeyType), services, run, parts.Answers, parts.Keys, new MethodRules(policy),
            TryShare(parts, policy))!;
    }

    /// <summary>Begins to watch it.</summary>
    /// <param name="registration">The service.</param>
    /// <param name="method">The method.</param>
    /// <param name="policy">The settings that it would be cached with.</param>
    /// <param name="problem">Why it could not be cached, with the cure: then there is nothing to watch for.</param>
    public MethodWatch? TryWatch(Registration registration, MethodInfo method, MethodPolicy policy, out string? problem)
    {
        if (method.IsGenericMethodDefinition)
        {
            problem = "a generic method can't be observed, because each closed form is a method of its own; set its Mode to Cache or Off";
            return null;
        }

        if (TryMakeParts(registration, method, policy, out problem) is not { } parts)
        {
            return null;
        }

        IVaryBy[] candidates = [.. _varyBys.Where(one => !policy.VaryBy.Contains(one.Name)).Select(static one => one.VaryBy)];
        return (MethodWatch)Activator.CreateInstance(
            typeof(MethodWatch<>).MakeGenericType(parts.Keys.KeyType), services, parts.Plan, parts.Answers, parts.Keys, policy, candidates)!;
    }

    private Parts? TryMakeParts(Registration registration, MethodInfo method, MethodPolicy policy, out string? problem)
    {
        problem = Eligibility.FindProblem(registration.ServiceType, method);
        if (problem is not null)
        {
            return null;
        }

        ReturnShape shape = ReturnShape.For(method.ReturnType);
        if (TryMakeAnswers(shape, policy, out problem, out PayloadCodec? codec) is not { } answers
            || TryMakeKeys(method, policy, out problem) is not { } keys)
        {
            return null;
        }

        IVaryBy[] varyBy = [.. policy.VaryBy.Select(name => _varyBys.First(one => one.Name == name).VaryBy)];
        var plan = new MethodPlan(
            registration, method, $"{TypeNames.Display(registration.ServiceType)}.{method.Name}",
            MethodIdentity.Of(registration.ServiceType, method, registration.ServiceKey, registration.Ordinal,
                registration.ImplementationType),
            shape, MethodCompiler.Compile(method), IgnoredArguments.For(keys.IgnoredParameters), varyBy);
        return new Parts(plan, answers, keys, codec);
    }

    /// <summary>The method's part of the shared store; null where there is none, or where its results can't be packed.</summary>
    private SharedMethod? TryShare(Parts parts, MethodPolicy policy)
    {
        (MethodPlan plan, AnswerFactory answers, KeySchema keys, PayloadCodec? codec) = parts;
        if (store is null)
        {
            return null;
        }

        if (codec is null || !MethodIdentity.HasText(plan.Registration.ServiceKey))
        {
            services.Logger.ResultNotShared(plan.Name, codec is null
                ? "its results can't be copied"
                : $"its service key, a '{plan.Registration.ServiceKey!.GetType()}', has no text that is the same in every process");
            return null;
        }

        StoreSettings settings = store.Settings;
        TypeShape result = _codecs.Shapes.Find(plan.Shape.ResultType, out _)!;
        byte[] fingerprint = SchemaFingerprint.Of(keys, policy.VaryBy, result, policy.CompareIgnore, codec);
        var names = new EntryNames(settings.NamePrefix, plan.Name, settings.Application, plan.Identity, fingerprint, settings.Secret);
        string group = MethodIdentity.OfGroup(plan.Registration.ServiceType, plan.Method.Name, plan.Registration.ServiceKey);
        return new SharedMethod(store, names, settings.FieldOf(group), plan.Name, answers, services.Logger) { TakesNull = policy.CacheNull };
    }

    private AnswerFactory? TryMakeAnswers(ReturnShape shape, MethodPolicy policy, out string? problem, out PayloadCodec? codec)
    {
        codec = null;
        if (_codecs.Shapes.Find(shape.ResultType, out problem) is not { } result)
        {
            problem = $"its result can't be cached: {problem}";
            return null;
        }

        bool mustCopy = policy.Results != ResultHandling.Share;
        if (mustCopy || store is not null)
        {
            codec = _codecs.Results.Find(shape.ResultType, out problem);
        }

        if (mustCopy && codec is null)
        {
            problem = $"its result can't be copied: {problem}; or set Results to Share if nobody changes it";
            return null;
        }

        ResultComparison comparison = policy.CompareIgnore.Count == 0 ? _codecs.Comparison : _codecs.Compare(policy.CompareIgnore);
        return new AnswerFactory(
            policy.Results, result,
            new AnswerWriters(comparison.Writers.For(shape.ResultType), _codecs.Everything.For(shape.ResultType)),
            _sharing, comparison.Differences, codec, shape.Wrap);
    }

    private KeySchema? TryMakeKeys(MethodInfo method, MethodPolicy policy, out string? problem)
    {
        KeySchema? keys;
        try
        {
            keys = KeySchema.TryCreate(
                method, policy.IgnoreParameters, policy.VaryBy.Count, _codecs.Shapes, _codecs.Keys, _codecs.FindArgumentCodec, out problem);
        }
        catch (NotEncodableException exception)
        {
            (keys, problem) = (null, exception.Message);
        }

        ParameterInfo? irreplaceable = keys?.IgnoredParameters.FirstOrDefault(parameter => !IgnoredArguments.CanReplace(parameter));
        if (keys is not null && irreplaceable is not null && policy.Check != CheckMode.Off)
        {
            problem = CallerBound.FindReported(irreplaceable) is { } reported
                ? $"its parameter '{irreplaceable.Name}' reports progress, which is left out of the key, and a run has nothing to pass for it; "
                    + $"make it nullable, or an IProgress<{TypeNames.Display(reported)}>"
                : $"its parameter '{irreplaceable.Name}' is left out of the key, and a run has nothing to pass for it; "
                    + "make it optional or nullable, or let it count";
            return null;
        }

        return keys;
    }

    /// <summary>What a method consists of for the cache; the codec is null where results are shared and stay in this process.</summary>
    private sealed record Parts(MethodPlan Plan, AnswerFactory Answers, KeySchema Keys, PayloadCodec? Codec);
}
