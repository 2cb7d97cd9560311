//go:build tools

package wasmd

import _ "github.com/CosmWasm/wasmd/cmd/wasmd"
