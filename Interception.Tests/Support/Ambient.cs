using System.Globalization;

namespace Interception.Tests.Support;

/// <summary>Says what tenant and culture it sees.</summary>
internal sealed class Ambient(AsyncLocal<string?> tenant, Origin origin) : IAmbient
{
    public async Task<string> ReadAsync(int id) => $"{tenant.Value} {await origin.AskAsync(id, default)}";

    public string Read(int id) => $"{tenant.Value} {origin.Ask(id, default)}";

    public async Task<string> CultureAsync(int id)
    {
        string answer = (await origin.AskAsync(id, default))!;
        return $"{CultureInfo.CurrentCulture.Name} {0.5.ToString(CultureInfo.CurrentCulture)} {answer}";
    }
}
