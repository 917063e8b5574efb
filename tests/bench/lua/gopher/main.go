// Runs Lua programs on gopher-lua and prints, as JSON, the answer and milliseconds of each, and what a state costs.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"

	lua "github.com/yuin/gopher-lua"
)

type run struct {
	Answer       string  `json:"answer"`
	Milliseconds float64 `json:"milliseconds"`
}

type report struct {
	Runs map[string]run `json:"runs"`
	// Milliseconds that making a state with its libraries takes.
	Creation float64 `json:"creation"`
	// Bytes of such a state.
	Idle float64 `json:"idle"`
}

const states = 500

func main() {
	rounds, err := strconv.Atoi(os.Args[1])
	check(err)
	result := report{Runs: map[string]run{}}
	for _, file := range os.Args[2:] {
		name := strings.TrimSuffix(filepath.Base(file), ".lua")
		for round := 0; round < rounds; round++ {
			next := measure(file)
			best, known := result.Runs[name]
			if !known || next.Milliseconds < best.Milliseconds {
				result.Runs[name] = next
			}
		}
	}
	result.Creation, result.Idle = measureStates()
	check(json.NewEncoder(os.Stdout).Encode(result))
}

// Its coroutines cannot yield through pcall: a goroutine plays the host.
func measure(file string) run {
	// table.concat puts all its items on the stack.
	state := lua.NewState(lua.Options{RegistrySize: 1 << 17, RegistryMaxSize: 1 << 20})
	defer state.Close()
	asked, answered := make(chan lua.LNumber), make(chan lua.LNumber)
	defer close(asked)
	go func() {
		for value := range asked {
			answered <- value + 1
		}
	}()
	host := state.NewTable()
	host.RawSetString("wait", state.NewFunction(func(call *lua.LState) int {
		asked <- call.CheckNumber(1)
		call.Push(<-answered)
		return 1
	}))
	state.SetGlobal("host", host)
	program, err := state.LoadFile(file)
	check(err)
	start := processorTime()
	state.Push(program)
	check(state.PCall(0, 1, nil))
	spent := processorTime() - start
	return run{fmt.Sprintf("%.0f", float64(state.CheckNumber(-1))), spent}
}

func measureStates() (creation, bytes float64) {
	before := heap()
	kept := make([]*lua.LState, states)
	start := processorTime()
	for i := range kept {
		kept[i] = lua.NewState()
	}
	creation = (processorTime() - start) / states
	bytes = float64(heap()-before) / states
	runtime.KeepAlive(kept)
	return creation, bytes
}

func heap() uint64 {
	runtime.GC()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return stats.HeapAlloc
}

// Milliseconds of all threads, as the other implementations measure.
func processorTime() float64 {
	var usage syscall.Rusage
	check(syscall.Getrusage(syscall.RUSAGE_SELF, &usage))
	return float64(usage.Utime.Nano()+usage.Stime.Nano()) / 1e6
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
