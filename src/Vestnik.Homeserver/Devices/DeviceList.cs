using Vestnik.Homeserver.Accounts;
using Vestnik.Protocol.Identifiers;

namespace Vestnik.Homeserver.Devices;

/// <summary>Removes devices: when this returns, none of their tokens is taken anywhere in the cluster.</summary>
public sealed class DeviceList(IDeviceStore store, IAccessTokens tokens)
{
    public async Task RemoveAsync(UserId user, IReadOnlyList<DeviceId> devices, CancellationToken cancel) =>
        await tokens.RevokeAsync(await store.RemoveAsync(user, devices), cancel);

    public async Task RemoveAllAsync(UserId user, DeviceId? except, CancellationToken cancel) =>
        await tokens.RevokeAsync(await store.RemoveAllAsync(user, except), cancel);
}
