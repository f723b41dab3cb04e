using System.Security.Cryptography;
using Interception.Keys;
using Interception.Keys.Canonical;
using Interception.Keys.Parts;

namespace Interception.Tests.Keys;

[TestFixture]
internal sealed class KeyDigestTests
{
    [Test]
    public void Of_Call_Is160BitsOfMethodAndArguments()
    {
        var call = new CanonicalBuffer();
        call.WriteString("method");
        call.WriteString("argument");

        Assert.That(
            KeyDigest.Of("method", new StringPart("argument")), Is.EqualTo(Convert.ToHexStringLower(SHA256.HashData(call.Written))[..40]));
    }

    [Test]
    public void Of_AnotherMethodOrArgument_IsAnother()
    {
        string[] all =
        [
            KeyDigest.Of("method", new StringPart("argument")), KeyDigest.Of("method", new StringPart("other")),
            KeyDigest.Of("other", new StringPart("argument")), KeyDigest.Of("method", default(EmptyKey)),
        ];

        Assert.That(all, Is.Unique);
    }
}
